// What the public pages of self-booking ask of the service.
import { ask, Refusal } from "../light/ask.js";
import { solve } from "./proof.js";

const ONLINE = "/citas/online";

export const get = (path, query, signal) => ask(`${ONLINE}${path}`, { query, signal });
export const post = (path, body) => ask(`${ONLINE}/${path}`, { method: "POST", body });

async function prove() {
  const { challenge, bits } = await post("challenges", {});
  return { challenge, nonce: await solve(challenge, bits) };
}

let proving = null;

/** Begin the arithmetic while the visitor still looks at the hours. */
export function proveAhead() {
  if (proving) return;
  proving = prove();
  proving.catch(() => (proving = null));
}

async function send(treatmentId, { doctor, start_time }) {
  proveAhead();
  const { challenge, nonce } = await proving;
  proving = null;
  return post("holds", { treatment_id: treatmentId, doctor_id: doctor.id, start_time, challenge, nonce });
}

/** Keep an hour. What was reckoned too long ago is reckoned again, once. */
export async function holdTime(treatmentId, time) {
  try {
    return await send(treatmentId, time);
  } catch (error) {
    if (error instanceof Refusal && error.status === 410) return send(treatmentId, time);
    throw error;
  }
}

/** The hour is not the visitor's any more: it, or the time for it, was lost. */
export const isLost = (error) => error instanceof Refusal && (error.status === 410 || error.obstacle !== null);
