"""What is done with charts of every kind: opened once, signed alone or with their note, discarded."""

from common.clock import clinic_zone
from common.web.http import found, must_be_current
from historia_clinica.dental.rules import versions as rules
from historia_clinica.patients import queries as patients
from historia_clinica.rules import NO_SUCH_PATIENT
from historia_clinica.trace import about_record


class Charts:
    """The use cases of one kind of chart: `queries` is its `Versions`, `noun` names its events, `word` it in Spanish."""

    def __init__(self, queries, noun, word):
        self.queries, self.noun, self.word = queries, noun, word
        self.missing = f"Ese {word} no existe."

    def patient_without_draft(self, tx, patient_id):
        """The patient. Raises Conflict in words where somebody has a draft open."""
        patient = found(patients.name(tx, patient_id), NO_SUCH_PATIENT)
        opened = lambda moment: f"{moment.astimezone(clinic_zone()):%d/%m/%Y %H:%M}"  # noqa: E731
        rules.must_be_the_first_draft(self.queries.draft_of(tx, patient["id"]), self.word, opened)
        return patient

    def draft(self, tx, id, version):
        """The draft, locked."""
        chart = found(self.queries.lock(tx, id), self.missing)
        rules.must_be_draft(chart, self.word)
        must_be_current(chart, version)
        return chart

    def change(self, tx, id, version, changes):
        """Its note and what stands at its head."""
        chart = self.draft(tx, id, version)
        given = changes.model_dump(exclude_unset=True)
        if chart | given != chart:
            own = {name: chart[name] for name in ("note_id", *self.queries.own)}
            self.queries.update(tx, id, **own | given)
            self.tell(tx, "updated", chart, "Cambió un")
        return self.queries.get(tx, id)

    def sign(self, tx, id, version, author):
        self._sign(tx, self.draft(tx, id, version), author)
        return self.queries.get(tx, id)

    def sign_with_note(self, tx, note_id, author):
        """Sign what hangs from a note in the transaction that signs it; the database refuses the note otherwise."""
        for id in self.queries.drafts_of_note(tx, note_id):
            self._sign(tx, self.queries.get(tx, id), author)

    def discard(self, tx, id, version, author):
        chart = self.draft(tx, id, version)
        self.queries.discard(tx, id, author.id, author.name)
        self.tell(tx, "discarded", chart, "Descartó el borrador de un")

    def _sign(self, tx, chart, author):
        self.queries.sign(tx, chart["id"], author.id, author.name)
        self.tell(tx, "signed", chart, "Firmó un")

    def tell(self, tx, what, chart, did):
        patient = patients.name(tx, chart["patient_id"])
        about_record(tx, f"{self.noun}.{what}", f"{self.noun}:{chart['id']}", patient, f"{did} {self.word}")
