"""What was used at the chair in the demonstration: loads of the autoclave, and lots and packs at the teeth of the last visits."""

from datetime import timedelta

from tools.demo import people

PACKS = (
    {"contents": "Cassette de examen", "count": 8, "sterile_days": 30},
    {"contents": "Cassette de operatoria", "count": 4, "sterile_days": 30},
    {"contents": "Cassette de exodoncia", "count": 2, "sterile_days": 30},
    {"contents": "Turbina y micromotor", "count": 4, "sterile_days": 7},
)
# Days ago, what changed colour in the chamber, what the spores said.
CYCLES = ((6, "PASSED", "PASSED"), (4, "FAILED", "NONE"), (2, "PASSED", "PENDING"), (0, "PASSED", "NONE"))
TEETH = (36, 26, 14, 46, 11, 17, None)
# The last attended visits, and the lots of anaesthetic and resin that left the stock for each.
USED = """
    SELECT m.appointment_id, m.lot_id, -sum(m.quantity)
      FROM inventario.stock_movements m
      JOIN inventario.products p ON p.id = m.product_id
      JOIN citas.appointments a ON a.id = m.appointment_id AND a.status = 'COMPLETED'
     WHERE p.category IN ('Anestesia', 'Restauración', 'Cirugía', 'Implantes')
     GROUP BY m.appointment_id, m.lot_id, upper(a.during)
    HAVING sum(m.quantity) < 0
     ORDER BY upper(a.during) DESC, m.lot_id
     LIMIT 24
"""
WHOSE = """
    UPDATE inventario.consumptions c
       SET patient_id = (a.patient_id), patient_name = a.patient_name
      FROM citas.appointments a
     WHERE a.id = c.appointment_id AND c.patient_id IS NULL
"""


def load(suite, known):
    """What is there already is not entered twice."""
    if suite.rows("SELECT FROM inventario.sterilisation_cycles LIMIT 1"):
        return
    with suite.connection.cursor() as cursor:
        cursor.execute(WHOSE)
    doctor = known.users[people.DOCTORS[0].key]
    for days, chemical, biological in CYCLES:
        cycle = {
            "autoclave": "Autoclave 1",
            "program": "Instrumental embolsado",
            "temperature": "134",
            "minutes": 18,
            "started_at": (suite.now() - timedelta(days=days, hours=1)).isoformat(),
            "chemical": chemical,
            "biological": biological,
            "packs": list(PACKS),
        }
        suite.post("inventario/sterilisation-cycles", cycle, doctor)
    ready = suite.get("inventario/sterile-packs", ready="true", limit=100)["data"]
    visits = []
    for number, (visit, lot, quantity) in enumerate(suite.rows(USED)):
        tooth = TEETH[number % len(TEETH)]
        use = {"appointment_id": visit, "lot_id": lot, "quantity": f"{quantity:.3f}", "tooth": tooth}
        suite.post("inventario/material-uses", use, doctor)
        visits += [visit] if visit not in visits else []
    for visit, pack in zip(visits, ready, strict=False):
        suite.post("inventario/pack-uses", {"appointment_id": visit, "pack_id": pack["id"]}, doctor)
