"""Operational expenses."""

from common.store.search import has_words, words
from common.store.sql import assignments, names, values
from common.web.paging import Listing

# What a person writes of an expense, and what voiding it adds.
FIELDS = (
    "date", "category", "description", "amount", "iva", "withheld_income", "withheld_iva", "supplier_name",
    "supplier_ruc", "document_type", "document_number", "payment_method", "from_till", "authorisation", "tax_support",
    "base_zero", "income_code", "withholding_number", "withholding_authorisation", "modified_number",
    "modified_authorisation",
)  # fmt: skip
EDITED = (*FIELDS, "modifies_id", "repeated", "active", "void_reason")
# What the receipt of inventario that an expense documents says of it.
OF_RECEIPT = ("stock_receipt_id", "stocked")
INSERTED = (
    *FIELDS,
    "modifies_id",
    *OF_RECEIPT,
    "of_commissions",
    "repeated",
    "recorded_by_id",
    "recorded_by_name",
)
EXPENSE = f"""id, {names(EDITED)}, {names(OF_RECEIPT)}, of_commissions, import_id, jsonb_build_object('id', recorded_by_id, 'name', recorded_by_name) AS recorded_by,
               EXISTS (SELECT FROM facturacion.expense_receipts r WHERE r.expense_id = operational_expenses.id) AS receipt,
               version, created_at, updated_at"""
MATCHES = f"""(%(category)s IS NULL
                OR category = (SELECT name FROM facturacion.expense_categories
                                WHERE public.plain(name) = public.plain(%(category)s)))
           AND (%(active)s IS NULL OR active = %(active)s)
           AND (%(import_id)s IS NULL OR import_id = %(import_id)s)
           AND (%(first)s IS NULL OR date >= %(first)s)
           AND (%(last)s IS NULL OR date <= %(last)s)
           AND {has_words("search_text")}"""
EXPENSES = Listing(
    EXPENSE,
    "facturacion.operational_expenses",
    MATCHES,
    {"date": ("date", "%(after)s::text::date"), "amount": ("amount", "%(after)s::text::numeric")},
)


def page(db, wanted):
    return EXPENSES.page(
        db,
        wanted,
        **words(wanted.search),
        **wanted.model_dump(include={"category", "active", "import_id", "first", "last"}),
    )


def get(db, id):
    return db.one(f"SELECT {EXPENSE} FROM facturacion.operational_expenses WHERE id = %(id)s", id=id)


def lock(tx, id):
    return tx.one(
        f"SELECT {EXPENSE} FROM facturacion.operational_expenses WHERE id = %(id)s FOR UPDATE", id=id
    )


def lock_of_receipt(tx, stock_receipt_id):
    return tx.one(
        f"SELECT {EXPENSE} FROM facturacion.operational_expenses WHERE stock_receipt_id = %(id)s FOR UPDATE",
        id=stock_receipt_id,
    )


def twin(tx, supplier_name, document_number, id=None, receipt_id=None, note=False):
    """An expense (or, of a `note`, another credit note) in force other than `id`, or that of a receipt, with the same document of the same supplier, however both are written."""
    return tx.one(
        """
        SELECT id, date, description, amount
          FROM facturacion.operational_expenses
         WHERE active
           AND facturacion.document_key(supplier_name) = facturacion.document_key(%(supplier_name)s)
           AND facturacion.document_key(document_number) = facturacion.document_key(%(document_number)s)
           AND (amount < 0) = %(note)s
           AND id IS DISTINCT FROM %(id)s
           AND (%(receipt_id)s IS NULL OR stock_receipt_id IS DISTINCT FROM %(receipt_id)s)
         ORDER BY id
         LIMIT 1
        """,
        supplier_name=supplier_name,
        document_number=document_number,
        id=id,
        receipt_id=receipt_id,
        note=note,
    )


def modified(tx, supplier_name, modified_number):
    """The purchase in force of this number and supplier, for its notes to be written one after another; None where the books have none."""
    return tx.one(
        """
        SELECT id, amount, stocked, authorisation
          FROM facturacion.operational_expenses
         WHERE active AND amount > 0
           AND facturacion.document_key(supplier_name) = facturacion.document_key(%(supplier_name)s)
           AND facturacion.document_key(document_number) = facturacion.document_key(%(modified_number)s)
         ORDER BY id
         LIMIT 1
           FOR UPDATE
        """,
        supplier_name=supplier_name,
        modified_number=modified_number,
    )


def credited(db, id, except_id=None):
    """What the notes in force take off a purchase."""
    return db.value(
        """
        SELECT coalesce(-sum(amount), 0.00)
          FROM facturacion.operational_expenses
         WHERE modifies_id = %(id)s AND active AND id IS DISTINCT FROM %(except_id)s
        """,
        id=id,
        except_id=except_id,
    )


def notes_of(tx, id):
    return tx.all(
        f"""
        SELECT {EXPENSE} FROM facturacion.operational_expenses WHERE modifies_id = %(id)s AND active ORDER BY id FOR UPDATE
        """,
        id=id,
    )


def insert(tx, **row):
    """The new expense; None where it repeats a document and is not said to. Of INSERTED, `row` may leave out OF_RECEIPT and what it modifies."""
    return tx.one(
        f"""
        INSERT INTO facturacion.operational_expenses ({names(INSERTED)})
             VALUES ({values(INSERTED)})
        ON CONFLICT DO NOTHING
          RETURNING {EXPENSE}
        """,
        **{"stock_receipt_id": None, "stocked": 0, "modifies_id": None} | row,
    )


def update(tx, id, **row):
    """`row` holds EDITED and `stocked`."""
    return tx.one(
        f"""
        UPDATE facturacion.operational_expenses
           SET {assignments((*EDITED, "stocked"))}
         WHERE id = %(id)s
        RETURNING {EXPENSE}
        """,
        id=id,
        **row,
    )


def categories(db):
    return db.all("""
        SELECT category AS name, count(*) AS count
          FROM facturacion.operational_expenses
         WHERE active
         GROUP BY category
         ORDER BY category
        """)


def lock_category(tx, name):
    """The category as it is written, however it was asked for."""
    return tx.value(
        """
        SELECT name FROM facturacion.expense_categories WHERE public.plain(name) = public.plain(%(name)s) FOR UPDATE
        """,
        name=name,
    )


def rename_category(tx, name, new_name):
    """Its expenses follow, void ones too, by the foreign key."""
    tx.run(
        "UPDATE facturacion.expense_categories SET name = %(new_name)s WHERE name = %(name)s",
        name=name,
        new_name=new_name,
    )


def category(db, name):
    return db.one(
        """
        SELECT c.name, count(e.id) AS count
          FROM facturacion.expense_categories c
          LEFT JOIN facturacion.operational_expenses e ON e.category = c.name AND e.active
         WHERE c.name = %(name)s
         GROUP BY c.name
        """,
        name=name,
    )


def totals_by_category(db, first, last):
    return db.all(
        """
        SELECT category, sum(amount) AS total, count(*) AS count,
               coalesce(sum(amount - stocked) FILTER (WHERE NOT of_commissions), 0.00) AS counted
          FROM facturacion.operational_expenses
         WHERE active
           AND (%(first)s IS NULL OR date >= %(first)s)
           AND (%(last)s IS NULL OR date <= %(last)s)
         GROUP BY category
         ORDER BY total DESC, category
        """,
        first=first,
        last=last,
    )


def receipt(db, expense_id):
    """The photo or PDF of its document: its file or, attached before there were files, its bytes; else None."""
    return db.one(
        """
        SELECT r.content, coalesce(f.media_type, r.media_type) AS media_type, f.sha256
          FROM facturacion.expense_receipts r LEFT JOIN facturacion.files f ON f.id = r.file_id
         WHERE r.expense_id = %(id)s
        """,
        id=expense_id,
    )


def set_receipt(tx, expense_id, file_id):
    tx.run(
        """
        INSERT INTO facturacion.expense_receipts (expense_id, file_id)
             VALUES (%(expense_id)s, %(file_id)s)
        ON CONFLICT (expense_id) DO UPDATE
                SET file_id = excluded.file_id, content = NULL, media_type = NULL, added_at = now()
        """,
        expense_id=expense_id,
        file_id=file_id,
    )
