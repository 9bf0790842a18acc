"""What a numbered paper is: its tables, its columns and its words."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Paper:
    """A paper that is numbered, printed and kept as it was issued, and annulled by its author with a reason.

    Of an `order` the rows stand in `orders`, the PDF in `order_documents` and the annulment in `order_annulments`; each has
    its columns alike, and triggers that number it and refuse any change.
    """

    name: str
    # The columns that say what it says, beside those that every paper has; and, as SQL of the alias `p`, what is worked out.
    fields: tuple[str, ...]
    columns: str
    # «recetar», «la receta», «una receta», «las recetas»; the beginning of its file's name.
    act: str
    the: str
    one: str
    all: str
    file: str
    # What is answered where it cannot be; `foreign` takes the name of whose it is.
    missing: str
    annulled: str
    foreign: str
    # What its columns and its answers call who issues it.
    issuer: str = "professional"

    @property
    def kind(self):
        """What its code calls it, and `historia_clinica.papers`."""
        return self.name.upper()

    def name_of(self, row):
        """What the file of one is called, `receta-0000318`."""
        return f"{self.file}-{row['number']}"
