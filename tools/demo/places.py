"""Ecuadorian cities, streets and mailboxes."""

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True)
class City:
    """A city, the number of its province as cédulas have it, and how many of the patients come from it."""

    name: str
    province: str
    weight: int
    streets: tuple[str, ...]


CITIES = (
    City("Quito", "17", 52, ("Av. Amazonas", "Av. 6 de Diciembre", "Av. de los Shyris", "Calle Isla Floreana",
                             "Av. Eloy Alfaro", "Calle Whymper", "Av. Mariscal Sucre", "Calle Rumipamba")),
    City("Sangolquí", "17", 8, ("Av. General Enríquez", "Calle Montúfar")),
    City("Guayaquil", "09", 9, ("Av. 9 de Octubre", "Av. Francisco de Orellana", "Calle Chile")),
    City("Cuenca", "01", 5, ("Calle Larga", "Av. Remigio Crespo", "Calle Gran Colombia")),
    City("Ambato", "18", 5, ("Av. Cevallos", "Av. Los Guaytambos")),
    City("Latacunga", "05", 4, ("Calle Quito", "Av. Amazonas")),
    City("Ibarra", "10", 4, ("Av. Mariano Acosta", "Calle Bolívar")),
    City("Portoviejo", "13", 3, ("Av. Manabí", "Calle Sucre")),
    City("Santo Domingo", "23", 3, ("Av. Quito", "Calle Guayaquil")),
    City("Riobamba", "06", 3, ("Av. Daniel León Borja", "Calle Primera Constituyente")),
    City("Loja", "11", 2, ("Calle Bolívar", "Av. Universitaria")),
    City("Esmeraldas", "08", 1, ("Calle Olmedo", "Av. Libertad")),
    City("Machala", "07", 1, ("Av. 25 de Junio", "Calle Rocafuerte")),
)  # fmt: skip


def address(random, city):
    """A street, a number as that city writes them, and the city."""
    north = f"N{random.randint(20, 58)}-" if city.name == "Quito" else ""
    return f"{random.choice(city.streets)} {north}{random.randint(10, 480)}, {city.name}"


def mailbox(first_name, surname, number):
    """An address at a domain that is reserved for examples: nobody ever receives anything there."""
    return f"{ascii_of(first_name)}.{ascii_of(surname)}{number}@example.com"


def ascii_of(text):
    """`Cedeño Núñez` as it is written in an address: `cedeno.nunez`."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return ".".join(plain.lower().split())
