"""What a read is held against: the cheapest thing that Flask can answer, and the cheapest that reads a row."""

import json
import os
import threading
from pathlib import Path

import psycopg2
from flask import Flask, Response

ROW = """SELECT id, sku, name, category, unit, minimum_stock, sale_price, iva_code, active, stock_quantity, version,
                created_at, updated_at
           FROM inventario.products WHERE id = %s"""


def create_app():
    app = Flask(__name__, static_folder=None)
    own = threading.local()

    def connection():
        """This thread's own, which nobody else waits for."""
        if not hasattr(own, "connection"):
            own.connection = psycopg2.connect(Path(os.environ["DATABASE_URL_FILE"]).read_text())
            own.connection.autocommit = True
        return own.connection

    @app.get("/constant")
    def constant():
        return {"status": "alive"}

    @app.get("/row/<int:id>")
    def row(id):
        with connection().cursor() as cursor:
            cursor.execute(ROW, (id,))
            names = [column.name for column in cursor.description]
            found = dict(zip(names, cursor.fetchone(), strict=True))
        return Response(json.dumps(found, default=str), content_type="application/json")

    return app
