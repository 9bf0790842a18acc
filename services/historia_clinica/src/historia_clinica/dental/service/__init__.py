"""The use cases of the dental room that write; the caller owns the transaction."""

from historia_clinica.dental.service import odontograms, periodontograms


def sign_with_note(tx, note_id, author):
    """Sign the charts that hang from a note, in the transaction that signs it."""
    odontograms.CHARTS.sign_with_note(tx, note_id, author)
    periodontograms.CHARTS.sign_with_note(tx, note_id, author)
