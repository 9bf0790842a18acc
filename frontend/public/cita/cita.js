// A patient answers a message about their visit. It opens on a cheap phone with a slow connection, so it is a page of its own
// (three small files) and not one of the interface's; it acts only when a button is pressed, never by being opened.
(function () {
  "use strict";
  var VISIT = "/api/citas/shared/visit";
  var link = location.hash.slice(1);
  var sending = false;

  var STATES = {
    OPEN: ["¿Puede venir, {name}?", "La clínica le espera a esta hora."],
    CONFIRMED: ["Le esperamos, {name}", "Su cita está confirmada. Si no puede venir, díganoslo aquí."],
    CANCELLED: ["Esta cita se canceló", "Para pedir otra, llame a la clínica."],
    MOVED: ["Esta cita cambió de hora", "Le llegará otro aviso. Si no lo recibe, llame a la clínica."],
    OVER: ["La hora de esta cita ya pasó", "Para pedir otra, llame a la clínica."],
    HERE: ["Usted ya está en la clínica", "Le llamarán en un momento."],
  };
  var ASKED = ["Recibimos su pedido", "La clínica le escribirá con otra hora. Mientras tanto, esta sigue siendo suya."];

  function at(id) {
    return document.getElementById(id);
  }
  function show(id, on) {
    at(id).hidden = !on;
  }
  function say(id, text) {
    at(id).textContent = text;
    show(id, Boolean(text));
  }

  function draw(visit, focus) {
    var words = visit.asked_to_move && STATES[visit.state] && canAnswer(visit) ? ASKED : STATES[visit.state];
    say("title", words[0].replace("{name}", visit.name));
    say("said", words[1]);
    show("hour", Boolean(visit.hour));
    say("time", visit.hour || "");
    say("day", visit.day || "");
    say("with", visit.doctor ? "Con " + visit.doctor : "");
    only(canAnswer(visit) ? "answers" : null);
    show("confirm", visit.state === "OPEN");
    say("problem", "");
    if (focus) at("title").focus();
  }
  function canAnswer(visit) {
    return visit.state === "OPEN" || visit.state === "CONFIRMED";
  }
  function only(part) {
    ["answers", "moving", "cancelling"].forEach(function (id) {
      show(id, id === part);
    });
  }

  function ask(method, body) {
    var options = { method: method, headers: { Authorization: "Link " + link, Accept: "application/json" } };
    if (body) {
      options.headers["Content-Type"] = "application/json";
      options.headers["Idempotency-Key"] = String(Date.now()) + String(Math.random()).slice(2);
      options.body = JSON.stringify(body);
    }
    return fetch(VISIT, options).then(
      function (answer) {
        return answer.json().then(
          function (json) {
            if (answer.ok) return json;
            throw new Error(json.detail || "La clínica no pudo responder. Intente de nuevo.");
          },
          function () {
            throw new Error("La clínica no pudo responder. Intente de nuevo.");
          },
        );
      },
      function () {
        throw new Error("No hay conexión. Intente de nuevo.");
      },
    );
  }

  function refuse(error) {
    if (at("title").textContent === "Su cita") say("said", "");
    say("problem", error.message);
  }

  function answer(what, note) {
    if (sending) return;
    sending = true;
    working(true);
    say("problem", "");
    ask("POST", note ? { answer: what, note: note } : { answer: what })
      .then(function (visit) {
        draw(visit, true);
      })
      .catch(refuse)
      .then(function () {
        sending = false;
        working(false);
      });
  }
  function working(on) {
    Array.prototype.forEach.call(document.querySelectorAll("button"), function (button) {
      button.setAttribute("aria-disabled", on ? "true" : "false");
    });
  }

  at("confirm").onclick = function () {
    answer("CONFIRM");
  };
  at("move").onclick = function () {
    only("moving");
    at("note").focus();
  };
  at("cancel").onclick = function () {
    only("cancelling");
    document.querySelector("#cancelling button").focus();
  };
  at("moving").onsubmit = function (event) {
    event.preventDefault();
    answer("MOVE", at("note").value.trim());
  };
  at("cancelling").onsubmit = function (event) {
    event.preventDefault();
    answer("CANCEL");
  };
  Array.prototype.forEach.call(document.querySelectorAll(".back"), function (button) {
    button.onclick = function () {
      only("answers");
      at("move").focus();
    };
  });

  ask("GET").then(draw, refuse);
  fetch("/api/auth/clinic")
    .then(function (answer) {
      return answer.json();
    })
    .then(function (clinic) {
      say("clinic", clinic.name || "");
      document.title = "Su cita · " + clinic.name;
    })
    .catch(function () {});
})();
