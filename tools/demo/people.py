"""Who works in the clinic and who is attended there."""

from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from tools.demo import places

PASSWORD = "Clinica-Demo-2026"


@dataclass(frozen=True)
class User:
    """Somebody who works here; `role` is the code of a seeded role, `field` what a dentist does."""

    key: str
    email: str
    full_name: str
    role: str
    phone: str
    specialty: str | None = None
    registration: str | None = None
    field: str | None = None


def _user(key, email, *rest):
    return User(key, f"{email}@demo.omniclinica.local", *rest)


USERS = (
    _user("general", "veronica.salazar", "Dra. Verónica Salazar Mora", "practitioner", "+593998412207",
          "Rehabilitación oral y estética", "1005-2016-1734820", "general"),
    _user("orthodontics", "esteban.cordova", "Dr. Esteban Córdova Vintimilla", "practitioner", "+593987730415",
          "Ortodoncia", "1005-2014-1520377", "orthodontics"),
    _user("surgery", "andrea.quishpe", "Dra. Andrea Quishpe Toapanta", "practitioner", "+593962281934",
          "Endodoncia y cirugía oral", "1005-2018-1902264", "surgery"),
    _user("reception", "paola.rivadeneira", "Paola Rivadeneira Cevallos", "reception", "+593995517602"),
    _user("cashier", "marcelo.zambrano", "Marcelo Zambrano Intriago", "cashier", "+593981164473"),
    _user("storekeeper", "gladys.chicaiza", "Gladys Chicaiza Lema", "storekeeper", "+593979903586"),
)  # fmt: skip
DOCTORS = USERS[:3]

SURNAMES = """
Andrade Zambrano Vera Cedeño Mendoza Guamán Quishpe Chicaiza Toapanta Morales Sánchez Rodríguez García Torres Castro
Espinoza Paredes Salazar Vásconez Jaramillo Ordóñez Cabrera Loor Macías Intriago Moreira Alcívar Ponce Villacís
Yánez Naranjo Freire Pazmiño Cevallos Benalcázar Tituaña Caiza Lema Pilco Yupanqui Armijos Carrión Ochoa Vintimilla
Crespo Malo Peralta Arévalo Suárez Tomalá Bravo Franco Plúas León Aguirre Hidalgo Montalvo Proaño Recalde Simbaña
""".split()

BACKGROUND = (
    ("ALLERGY", "Penicilina y derivados", "HIGH"),
    ("ALLERGY", "Látex", "MODERATE"),
    ("ALLERGY", "Ácido acetilsalicílico (aspirina)", "MODERATE"),
    ("ALLERGY", "Ibuprofeno", "MODERATE"),
    ("CONDITION", "Hipertensión arterial en tratamiento", "MODERATE"),
    ("CONDITION", "Diabetes mellitus tipo 2", "HIGH"),
    ("CONDITION", "Gastritis crónica", "LOW"),
    ("CONDITION", "Asma bronquial", "MODERATE"),
    ("CONDITION", "Hipotiroidismo", "LOW"),
    ("MEDICATION", "Losartán 50 mg al día", "MODERATE"),
    ("MEDICATION", "Metformina 850 mg cada 12 horas", "MODERATE"),
    ("MEDICATION", "Warfarina: coordinar con cardiología antes de cirugías", "HIGH"),
    ("SURGERY", "Apendicectomía", None),
    ("SURGERY", "Colecistectomía laparoscópica", None),
    ("FAMILY", "Madre con diabetes", None),
    ("FAMILY", "Padre con hipertensión", None),
    ("HABIT", "Bruxismo nocturno", "LOW"),
    ("HABIT", "Tabaquismo, cinco cigarrillos al día", "LOW"),
)

# What an allergy does and how sure it is, and which conditions stand on the list that always warns.
DETAILS = {
    "Penicilina y derivados": {"reaction": "Anafilaxia", "certainty": "CONFIRMED"},
    "Látex": {"reaction": "Dermatitis de contacto", "certainty": "CONFIRMED"},
    "Ácido acetilsalicílico (aspirina)": {"reaction": "Broncoespasmo", "certainty": "SUSPECTED"},
    "Ibuprofeno": {"reaction": "Urticaria", "certainty": "SUSPECTED"},
    "Hipertensión arterial en tratamiento": {"condition_code": "HYPERTENSION"},
    "Diabetes mellitus tipo 2": {"condition_code": "DIABETES"},
    "Asma bronquial": {"condition_code": "ASTHMA"},
}


@dataclass(frozen=True)
class Patient:
    """A patient; `body` is what the API takes."""

    key: int
    body: dict
    background: list[dict] = field(default_factory=list)

    @property
    def full_name(self):
        return f"{self.body['first_name']} {self.body['last_name']}"


def cedula(random, province):
    """A cédula of that province whose check digit is right (modulo 10)."""
    digits = [*map(int, province), random.randint(0, 5), *(random.randint(0, 9) for _ in range(6))]
    doubled = [d * 2 - 9 * (d * 2 > 9) if i % 2 == 0 else d for i, d in enumerate(digits)]
    return "".join(map(str, digits)) + str(-sum(doubled) % 10)


def document(random, province, adult):
    """Nearly everybody shows a cédula; some adults want their invoices with a RUC, some are from abroad."""
    chance = random.random()
    if adult and chance < 0.06:
        return "RUC", f"{cedula(random, province)}001"
    if chance < 0.11:
        return (
            "PASSPORT",
            f"{random.choice('ABCEFGP')}{random.choice('AGRXZ')}{random.randint(100000, 999999)}",
        )
    return "CEDULA", cedula(random, province)


def patients(random, faker, today, count):
    """`count` patients of all ages, each with a document of their own."""
    taken, made = set(), []
    while len(made) < count:
        city = random.choices(places.CITIES, [city.weight for city in places.CITIES])[0]
        age = random.choices((6, 14, 24, 38, 55, 72), (10, 12, 24, 28, 18, 8))[0] + random.randint(-4, 8)
        kind, number = document(random, city.province, age >= 22)
        if number in taken:
            continue
        taken.add(number)
        made.append(patient(random, faker, today, len(made), age, city, kind, number))
    return made


def patient(random, faker, today, key, age, city, kind, number):
    female = random.random() < 0.56
    first = faker.first_name_female if female else faker.first_name_male
    names = [first(), first()]
    first_name = " ".join(dict.fromkeys(names)) if random.random() < 0.7 else names[0]
    surnames = random.sample(SURNAMES, 2)
    body = {
        "document_type": kind,
        "document_number": number,
        "first_name": first_name,
        "last_name": " ".join(surnames),
        "birth_date": (today - timedelta(days=round(age * 365.25) + random.randint(1, 364))).isoformat(),
        "gender": "female" if female else "male",
        "phone": phone(random),
        "address": places.address(random, city),
    }
    if age >= 16 and random.random() < 0.8:
        body["email"] = places.mailbox(names[0], surnames[0], random.randint(1, 99))
    if age < 18 or random.random() < 0.4:
        body["emergency_contact_name"] = f"{faker.first_name_female()} {surnames[random.random() < 0.5]}"
        body["emergency_contact_phone"] = phone(random)
    body |= admission(Random(key), age, surnames, faker.first_name_female())
    return Patient(key, body, background(random, age))


def admission(random, age, surnames, guardian):
    """What was asked at the desk, of some more than of others; of a minor, who signs."""
    asked = {
        "nationality": "EC",
        "preferred_channel": random.choices(("WHATSAPP", "CALL", "EMAIL"), (8, 1, 1))[0],
    }
    if random.random() < 0.5:
        asked |= {
            "ethnicity": random.choices(("MESTIZO", "INDIGENOUS", "MONTUBIO", "NOT_SAID"), (80, 8, 6, 6))[0],
            "came_by": random.choice(("RECOMMENDED", "SOCIAL_MEDIA", "INTERNET", "PASSING_BY")),
        }
    if random.random() < 0.3:
        asked |= {"insurer": "IESS", "insurance_number": f"{random.randint(10**7, 10**8 - 1)}"}
    if age >= 22 and random.random() < 0.5:
        asked |= {
            "marital_status": random.choice(("SINGLE", "MARRIED", "UNION", "DIVORCED")),
            "education": random.choice(("SECONDARY", "HIGHER", "HIGHER", "POSTGRADUATE")),
        }
    if age < 18:
        asked |= {
            "guardian_name": f"{guardian} {surnames[1]}",
            "guardian_relation": "Madre",
            "guardian_phone": phone(random),
        }
    tags = [
        tag for tag, share in (("ortodoncia", 0.12), ("convenio empresa", 0.08)) if random.random() < share
    ]
    return asked | ({"tags": tags} if tags else {})


def background(random, age):
    """More of it the older somebody is."""
    count = random.choices((0, 1, 2, 3), (62, 24, 10, 4) if age < 45 else (30, 34, 24, 12))[0]
    found = random.sample(BACKGROUND, count)
    return [
        {"category": category, "description": description}
        | ({"severity": severity} if severity else {})
        | DETAILS.get(description, {})
        for category, description, severity in found
    ]


def phone(random):
    return f"+5939{random.randint(10_000_000, 99_999_999)}"
