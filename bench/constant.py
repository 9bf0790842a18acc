"""The cheapest thing that Flask can answer: what a request costs before it does anything."""

from flask import Flask


def create_app():
    app = Flask(__name__, static_folder=None)

    @app.get("/constant")
    def constant():
        return {"status": "alive"}

    return app
