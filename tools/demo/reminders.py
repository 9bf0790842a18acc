"""Rules of what is sent to patients and when; what follows for the visits to come is the agenda's own work."""

LETTER = (
    "Hola, {nombre}:\n\nLe esperamos el {dia} a las {hora}, con {profesional}.\n\n"
    "Confirme, pida otra hora o díganos si no puede venir:\n{enlace}\n\n{clinica}"
)
RULES = (
    {
        "name": "Al agendar",
        "moment": "BOOKED",
        "channel": "MAIL",
        "subject": "Su cita del {dia} a las {hora}",
        "body": "Hola, {nombre}:\n\nSu cita es el {dia} a las {hora}, con {profesional}.\n\nSi no puede venir, díganoslo aquí:\n"
        "{enlace}\n\n{clinica}",
    },
    {
        "name": "Dos días antes",
        "moment": "BEFORE",
        "minutes_before": 2880,
        "channel": "MAIL",
        "subject": "Recuerde su cita del {dia}",
        "body": LETTER,
    },
    {
        "name": "Un día antes, por WhatsApp",
        "moment": "BEFORE",
        "minutes_before": 1440,
        "channel": "WHATSAPP",
        "subject": "Su cita de mañana",
        "body": "Hola, {nombre}. Le recordamos su cita del {dia} a las {hora} con {profesional}, en {clinica}. "
        "Confirme o díganos si no puede: {enlace}",
    },
    {
        "name": "Cambio de hora",
        "moment": "MOVED",
        "channel": "MAIL",
        "subject": "Su cita cambió: {dia} a las {hora}",
        "body": "Hola, {nombre}:\n\nSu cita pasó al {dia} a las {hora}, con {profesional}.\n\nSi no puede venir:\n{enlace}\n\n{clinica}",
    },
    {
        "name": "Cancelación",
        "moment": "CANCELLED",
        "channel": "MAIL",
        "subject": "Su cita del {dia} se canceló",
        "body": "Hola, {nombre}:\n\nSu cita del {dia} a las {hora} se canceló. Para pedir otra, escríbanos o llámenos.\n\n{clinica}",
    },
)
# Who had a cleaning months ago is due again: the demo's past has many.
RECALLED = """
    SELECT t.treatment_id
      FROM citas.appointment_treatments t JOIN citas.appointments a ON a.id = t.appointment_id
     WHERE a.status = 'COMPLETED' AND lower(a.during) < now() - interval '1 month'
     GROUP BY t.treatment_id ORDER BY count(*) DESC, t.treatment_id LIMIT 2
"""
RECALL = {
    "name": "Control de rutina",
    "months": 2,
    "subject": "Ya es hora de su control",
    "body": "Hola, {nombre}:\n\nSu última visita fue en {ultima} y ya es hora de su control. ¿Le agendamos una cita?\n\n{clinica}",
}
# Messages of visits that are near, which wait for a person, and one patient who asked for another hour: as if their time
# had come, for nobody waits a day for an example.
DUE = """
    UPDATE citas.reminders SET due_at = now() - interval '1 minute'
     WHERE id IN (SELECT id FROM citas.reminders
                   WHERE channel = 'WHATSAPP' AND state = 'PENDING' ORDER BY visit_at LIMIT 6)
"""
ASKED = """
    UPDATE citas.reminders
       SET seen_at = now() - interval '20 minutes', answer = 'MOVE', answered_at = now() - interval '18 minutes',
           answer_note = 'Salgo del trabajo a las cinco: me sirve después', linked_at = now() - interval '1 hour'
     WHERE id = (SELECT id FROM citas.reminders
                  WHERE channel = 'WHATSAPP' AND state = 'PENDING' AND due_at > now() ORDER BY visit_at LIMIT 1)
"""


def load(suite):
    """What is there already is not written twice."""
    if suite.rows("SELECT FROM citas.reminder_rules LIMIT 1"):
        return
    for rule in RULES:
        suite.post("citas/reminder-rules", rule)
    treatments = [id for (id,) in suite.rows(RECALLED)]
    if treatments:
        suite.post("citas/recall-rules", RECALL | {"treatment_ids": treatments})
    with suite.connection.cursor() as cursor:
        cursor.execute(DUE)
        cursor.execute(ASKED)
