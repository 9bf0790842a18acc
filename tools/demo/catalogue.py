"""What the clinic buys, what it does, and what it spends."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Product:
    """A product and how it is bought: `pack` units at a time, which last `shelf_days` (None: for ever)."""

    sku: str
    name: str
    category: str
    unit: str
    cost: Decimal
    price: Decimal
    iva_code: str
    pack: int
    shelf_days: int | None
    # Of the three stories that the stock tells: "soon" to expire, already "expired", or "low".
    story: str = ""


@dataclass(frozen=True)
class Treatment:
    """A treatment; `weight` says how often it is done, `field` by whom."""

    code: str
    name: str
    category: str
    price: Decimal
    minutes: int
    weight: int
    field: str
    recipe: dict[str, Decimal]


@dataclass(frozen=True)
class Needs:
    """What a treatment needs of the agenda; `field`: only who works in it does it."""

    equipment: tuple[str, ...] = ()
    preparation: int = 0
    cleaning: int = 0
    room_kind: str | None = None
    field: str | None = None


def _products():
    rows = """
    BIO-GNS|Guantes de nitrilo talla S|Bioseguridad|par|0.14|0.00|4|500|1095|
    BIO-GNM|Guantes de nitrilo talla M|Bioseguridad|par|0.14|0.00|4|1000|1095|
    BIO-MAS|Mascarilla quirúrgica de 3 capas|Bioseguridad|unidad|0.06|0.00|4|1000|1095|
    BIO-N95|Respirador N95|Bioseguridad|unidad|0.78|0.00|4|60|1095|low
    BIO-BAB|Babero dental impermeable|Bioseguridad|unidad|0.07|0.00|4|500||
    BIO-EYE|Eyector de saliva|Bioseguridad|unidad|0.05|0.00|4|500||
    BIO-VAS|Vaso desechable|Bioseguridad|unidad|0.02|0.00|4|1000||
    BIO-CAM|Campo operatorio estéril|Bioseguridad|unidad|0.55|0.00|4|60|730|
    BIO-BOL|Bolsa para esterilizar 9 × 23 cm|Bioseguridad|unidad|0.09|0.00|4|400|1095|
    BIO-GLU|Desinfectante de superficies 1 L|Bioseguridad|frasco|6.90|0.00|4|8|540|
    ANE-LID|Lidocaína 2 % con epinefrina, cárpula|Anestesia|cárpula|0.68|0.00|0|200|540|soon
    ANE-MEP|Mepivacaína 3 %, cárpula|Anestesia|cárpula|0.82|0.00|0|100|540|
    ANE-TOP|Anestésico tópico gel 30 g|Anestesia|frasco|5.40|0.00|0|6|720|
    ANE-AGC|Aguja corta 30G|Anestesia|unidad|0.16|0.00|4|200|1460|
    ANE-AGL|Aguja larga 27G|Anestesia|unidad|0.16|0.00|4|100|1460|
    OPE-RA2|Resina compuesta A2, jeringa 4 g|Operatoria|jeringa|14.50|0.00|4|12|730|
    OPE-RA3|Resina compuesta A3, jeringa 4 g|Operatoria|jeringa|14.50|0.00|4|8|730|low
    OPE-ADH|Adhesivo universal 5 ml|Operatoria|frasco|32.00|0.00|4|4|640|
    OPE-ACI|Ácido grabador 37 %, jeringa|Operatoria|jeringa|3.20|0.00|4|10|720|
    OPE-ION|Ionómero de vidrio, kit|Operatoria|kit|28.00|0.00|4|4|730|expired
    OPE-BRO|Microaplicador desechable|Operatoria|unidad|0.05|0.00|4|400||
    OPE-BAN|Banda matriz metálica|Operatoria|unidad|0.18|0.00|4|150||
    OPE-FRE|Fresa de diamante redonda|Operatoria|unidad|1.90|0.00|4|30||
    OPE-PAP|Papel de articular|Operatoria|tira|0.06|0.00|4|200||
    PRO-PAS|Pasta profiláctica|Profilaxis|gramo|0.05|0.00|4|600|900|
    PRO-FLU|Flúor barniz 5 %, monodosis|Profilaxis|unidad|0.95|0.00|4|100|540|soon
    PRO-COP|Copa de profilaxis|Profilaxis|unidad|0.22|0.00|4|200||
    PRO-SEL|Sellante de fosas, jeringa|Profilaxis|jeringa|9.80|0.00|4|5|620|
    END-LIM|Lima K 25 mm, juego 15-40|Endodoncia|juego|7.60|0.00|4|25||
    END-HIP|Hipoclorito de sodio 2,5 %|Endodoncia|mililitro|0.01|0.00|4|2000|300|
    END-GUT|Conos de gutapercha|Endodoncia|unidad|0.09|0.00|4|200|1460|
    END-CEM|Cemento sellador endodóntico|Endodoncia|dosis|1.35|0.00|4|40|640|
    CIR-SUT|Sutura de seda 3-0 con aguja|Cirugía|sobre|1.15|0.00|4|36|1460|
    CIR-GAS|Gasa estéril 5 × 5 cm|Cirugía|sobre|0.11|0.00|4|300|1460|
    CIR-HEM|Esponja hemostática|Cirugía|unidad|0.92|0.00|4|50|720|soon
    ORT-BRK|Bracket metálico, juego|Ortodoncia|juego|21.00|0.00|4|8||
    ORT-ARC|Arco de níquel-titanio|Ortodoncia|unidad|1.85|0.00|4|50||
    ORT-LIG|Ligadura elástica, barra|Ortodoncia|barra|0.42|0.00|4|100|730|low
    VEN-CEP|Cepillo dental de cerdas suaves|Venta al público|unidad|1.35|3.00|4|60||
    VEN-ENJ|Enjuague con clorhexidina 0,12 % 250 ml|Venta al público|frasco|4.10|7.50|4|24|720|
    """
    for row in rows.split("\n"):
        if row.strip():
            sku, name, category, unit, cost, price, iva, pack, shelf, story = row.strip().split("|")
            life = int(shelf) if shelf else None
            yield Product(
                sku, name, category, unit, Decimal(cost), Decimal(price), iva, int(pack), life, story
            )


# What every patient in a chair uses, whatever is done.
CHAIR = "BIO-GNM 2 BIO-MAS 2 BIO-BAB 1 BIO-EYE 1 BIO-VAS 1 BIO-BOL 2 BIO-GLU 0.010"
ANAESTHESIA = "ANE-LID 1 ANE-AGC 1 ANE-TOP 0.020"
FILLING = "OPE-ADH 0.020 OPE-ACI 0.050 OPE-BRO 2 OPE-FRE 0.100 OPE-PAP 1"


def _treatments():
    rows = f"""
    CON-01|Consulta odontológica y diagnóstico|Diagnóstico|20.00|30|14|any|{CHAIR}
    CON-02|Control postoperatorio|Diagnóstico|10.00|20|7|any|{CHAIR}
    URG-01|Atención de urgencia|Diagnóstico|30.00|30|4|any|{CHAIR} {ANAESTHESIA}
    PRO-01|Limpieza dental (profilaxis)|Prevención|35.00|40|18|general|{CHAIR} PRO-PAS 5 PRO-COP 1
    PRO-02|Aplicación de flúor barniz|Prevención|18.00|20|7|general|{CHAIR} PRO-FLU 1
    PRO-03|Sellante de fosas y fisuras|Prevención|15.00|30|5|general|{CHAIR} OPE-ACI 0.050 PRO-SEL 0.100
    OPE-01|Resina simple|Operatoria|35.00|40|14|general|{CHAIR} {ANAESTHESIA} {FILLING} OPE-RA2 0.100
    OPE-02|Resina compuesta|Operatoria|45.00|60|10|general|{CHAIR} {ANAESTHESIA} {FILLING} OPE-RA2 0.120 OPE-RA3 0.060 OPE-BAN 1
    OPE-03|Restauración con ionómero|Operatoria|28.00|40|4|general|{CHAIR} OPE-ION 0.040 OPE-BAN 1
    EST-01|Blanqueamiento dental en consultorio|Estética|180.00|60|2|general|{CHAIR} BIO-N95 1 OPE-BRO 4
    EST-02|Carilla de resina|Estética|90.00|60|3|general|{CHAIR} {FILLING} OPE-RA2 0.250 OPE-RA3 0.100
    END-01|Endodoncia unirradicular|Endodoncia|120.00|60|9|surgery|{CHAIR} {ANAESTHESIA} END-LIM 0.500 END-HIP 20 END-GUT 4 END-CEM 1
    END-02|Endodoncia multirradicular|Endodoncia|190.00|90|6|surgery|{CHAIR} {ANAESTHESIA} END-LIM 1 END-HIP 40 END-GUT 9 END-CEM 2
    CIR-01|Extracción simple|Cirugía|35.00|40|12|surgery|{CHAIR} {ANAESTHESIA} CIR-GAS 4 CIR-SUT 1
    CIR-02|Extracción de tercer molar|Cirugía|95.00|60|7|surgery|{CHAIR} ANE-MEP 2 ANE-AGL 1 BIO-CAM 1 BIO-N95 1 CIR-GAS 8 CIR-SUT 2 CIR-HEM 1
    PER-01|Raspado y alisado radicular|Periodoncia|60.00|60|6|surgery|{CHAIR} {ANAESTHESIA} CIR-GAS 2
    ORT-01|Instalación de brackets metálicos|Ortodoncia|450.00|90|3|orthodontics|{CHAIR} OPE-ADH 0.050 OPE-ACI 0.100 ORT-BRK 1 ORT-ARC 2
    ORT-02|Control de ortodoncia|Ortodoncia|40.00|30|26|orthodontics|{CHAIR} ORT-LIG 1 ORT-ARC 0.300
    ORT-03|Retenedor removible|Ortodoncia|85.00|30|3|orthodontics|{CHAIR}
    RAD-01|Radiografía periapical|Diagnóstico|6.00|10|5|any|BIO-GNS 1 BIO-BAB 1
    """
    for row in rows.split("\n"):
        if row.strip():
            code, name, category, price, minutes, weight, field, recipe = row.strip().split("|")
            words = recipe.split()
            used = {sku: Decimal(quantity) for sku, quantity in zip(words[::2], words[1::2], strict=True)}
            yield Treatment(code, name, category, Decimal(price), int(minutes), int(weight), field, used)


PRODUCTS = tuple(_products())
TREATMENTS = tuple(_treatments())
# How many of each there are.
EQUIPMENT = {
    "Sensor de radiografía": 2,
    "Motor de endodoncia": 1,
    "Motor quirúrgico": 1,
    "Lámpara de blanqueamiento": 1,
}
SURGERY = "Cirugía"
# By code; in tens of minutes, as visits are.
NEEDS = {
    "RAD-01": Needs(("Sensor de radiografía",)),
    "EST-01": Needs(("Lámpara de blanqueamiento",), cleaning=10),
    "END-01": Needs(("Motor de endodoncia",), cleaning=10),
    "END-02": Needs(("Motor de endodoncia",), preparation=10, cleaning=10),
    "CIR-02": Needs(("Motor quirúrgico",), preparation=10, cleaning=20, room_kind=SURGERY, field="surgery"),
}
# What is done for looks: without IVA it needs a diagnosis.
AESTHETIC = ("EST-01",)
# What costs more from the first of next month.
NEXT_PRICES = (("PRO-01", Decimal("38.00")), ("ORT-02", Decimal("42.50")))
SUPPLIERS = ("Dental Andina", "Importadora Médica del Pacífico", "Distribuidora OdontoSur")

# Day of the month, category, description, amount, by how much it varies (%), supplier, method.
MONTHLY_EXPENSES = (
    (2, "Arriendo", "Arriendo del consultorio", "950.00", 0, "Inmobiliaria La Carolina", "TRANSFER"),
    (5, "Servicios básicos", "Internet y telefonía", "62.72", 0, "Conexión Andina", "CARD_CREDIT"),
    (8, "Servicios básicos", "Energía eléctrica", "118.40", 15, "Empresa Eléctrica", "TRANSFER"),
    (9, "Servicios básicos", "Agua potable", "37.25", 20, "Empresa de Agua Potable", "TRANSFER"),
    (10, "Marketing", "Publicidad en redes sociales", "220.00", 25, "Agencia Impulso Digital", "CARD_CREDIT"),
    (12, "Servicios profesionales", "Honorarios de contabilidad", "180.00", 0, "Contadores Asociados", "TRANSFER"),
    (14, "Sueldos", "Aportes patronales al IESS", "486.30", 3, "IESS", "TRANSFER"),
    (15, "Sueldos", "Anticipo de sueldos, primera quincena", "1450.00", 0, None, "TRANSFER"),
    (17, "Materiales", "Útiles de oficina y papelería", "48.60", 30, "Papelería Nacional", "CASH"),
    (18, "Materiales", "Artículos de limpieza", "64.15", 25, "Comercial El Ahorro", "CASH"),
    (20, "Mantenimiento", "Mantenimiento de sillones y compresor", "140.00", 20, "TecniDental", "TRANSFER"),
    (22, "Servicios profesionales", "Laboratorio dental", "310.00", 30, "Laboratorio Prótesis Quito", "TRANSFER"),
    (24, "Marketing", "Impresión de volantes y tarjetas", "55.00", 40, "Imprenta Gráficas del Valle", "CASH"),
    (26, "Servicios básicos", "Recolección de desechos peligrosos", "45.00", 0, "Gestor Ambiental", "TRANSFER"),
    # What dentists earn is their commission.
    (27, "Servicios profesionales", "Reemplazo de un odontólogo", "280.00", 30, None, "TRANSFER"),
    (28, "Sueldos", "Sueldos, segunda quincena", "2350.00", 2, None, "TRANSFER"),
)  # fmt: skip
# Who bills the clinic: RUC, whether their bill has IVA, and what the clinic withholds of it: code of income tax with its percent,
# and percent of the IVA. Whoever is not here gives no invoice.
SUPPLIERS_OF_EXPENSES = {
    "Inmobiliaria La Carolina": ("1792145678001", True, ("320", 10, 70)),
    "Conexión Andina": ("1791876543001", True, None),
    "Empresa Eléctrica": ("1760003920001", False, None),
    "Empresa de Agua Potable": ("1768154260001", False, None),
    "Agencia Impulso Digital": ("1793045127001", True, ("3440", 3, 70)),
    "Contadores Asociados": ("1790987654001", True, ("3440", 3, 70)),
    "Papelería Nacional": ("1791345098001", True, None),
    "Comercial El Ahorro": ("1790667781001", True, None),
    "TecniDental": ("1792998341001", True, None),
    "Laboratorio Prótesis Quito": ("1792233445001", True, None),
    "Imprenta Gráficas del Valle": ("1791122334001", True, None),
    "Gestor Ambiental": ("1792667788001", True, None),
}
# What is bought there is in part food, at 0 %.
HALF_AT_ZERO = "Agua, café y refrigerios"
WEEKLY_EXPENSES = (
    ("Materiales", "Agua, café y refrigerios", "16.80", 30, "Comercial El Ahorro", "CASH"),
    ("Transporte", "Mensajería y traslado al laboratorio", "12.00", 40, None, "CASH"),
)
