"""Events published about reminders: payloads and the sentences of the log."""

from citas.moments import written
from common.messages.events import publish

RULE = {"created": "Creó la regla de avisos", "updated": "Cambió la regla de avisos"}
REMINDER = {
    "sent": "Anotó como enviado el aviso de la cita de {name} del {when}",
    "taken_back": "Anotó que no se envió el aviso de la cita de {name} del {when}",
    "move_asked": "{name} pidió otra hora para la cita del {when}",
    "move_handled": "Dio por atendido el pedido de otra hora de {name}, de la cita del {when}",
}


def rule(tx, row, what):
    publish(tx, f"reminder_rule.{what}", f"reminder_rule:{row['id']}", f"{RULE[what]} «{row['name']}»")


def settings_updated(tx, row):
    sentence = f"Puso las horas de silencio de los avisos de {row['quiet_from']} a {row['quiet_to']}"
    publish(tx, "reminder_settings.updated", "reminder_settings:1", sentence)


def reminder(tx, one, what):
    """Publish `reminder.<what>` of a message, in the transaction that holds its row. Its text is in no event."""
    publish(
        tx,
        f"reminder.{what}",
        f"reminder:{one['id']}",
        REMINDER[what].format(name=one["patient"]["name"], when=written(one["visit_at"])),
        patient_id=one["patient"]["id"],
        appointment_id=one["appointment_id"],
        reminder_id=one["id"],
    )


def channel_chosen(tx, patient, channel):
    how = {"MAIL": "por correo", "WHATSAPP": "por WhatsApp", None: "como diga cada regla"}[channel]
    sentence = f"{patient['name']} recibe los mensajes {how}"
    publish(
        tx,
        "message_channel.chosen",
        f"patient:{patient['id']}",
        sentence,
        patient_id=patient["id"],
        channel=channel,
    )
