import { ask } from "@/lib/http";
import { isApiError } from "@/lib/problem";
import { solve } from "./proof";

// Like the login, the page opens on whatever phone somebody has: it carries no library of the pages behind the login.

export const ONLINE = "/citas/online";

export type Treatment = { id: number; name: string; category: string; minutes: number; price: string };
export type OnlinePage = {
  mode: "BOOK" | "REQUEST";
  treatments: Treatment[];
  doctors: { id: number; name: string }[];
  new_patients: boolean;
  horizon_days: number;
  cancel_minutes: number;
  phone: string | null;
  note: string | null;
  today: string;
};
export type FreeTime = { start_time: string; end_time: string; doctor: { id: number; name: string } };
export type Held = FreeTime & { ticket: string; expires_at: string | null };
export type Booked = {
  state: "BOOKED" | "REQUESTED" | "CANCELLED" | "REJECTED" | "OVER";
  name: string;
  treatment: string;
  treatment_id: number;
  doctor: string;
  doctor_id: number;
  start_time: string;
  end_time: string;
  changeable: boolean;
  phone: string | null;
  note: string | null;
};

export async function get<T>(path: string, query?: Record<string, string | number | undefined>, signal?: AbortSignal) {
  return (await ask(`${ONLINE}${path}`, { query, signal })).body as T;
}

export async function post<T>(path: string, body: unknown) {
  return (await ask(`${ONLINE}/${path}`, { method: "POST", body })).body as T;
}

type Proof = { challenge: string; nonce: number };

async function prove(): Promise<Proof> {
  const { challenge, bits } = await post<{ challenge: string; bits: number }>("challenges", {});
  return { challenge, nonce: await solve(challenge, bits) };
}

let proving: Promise<Proof> | null = null;

/** Begin the arithmetic while the visitor still looks at the hours. */
export function proveAhead() {
  proving ??= prove();
  proving.catch(() => (proving = null));
}

/** Keep an hour. What was reckoned too long ago is reckoned again, once. */
export async function holdTime(treatmentId: number, time: FreeTime): Promise<Held> {
  const send = async () => {
    proveAhead();
    const proof = await proving!;
    proving = null;
    return post<Held>("holds", {
      treatment_id: treatmentId,
      doctor_id: time.doctor.id,
      start_time: time.start_time,
      ...proof,
    });
  };
  try {
    return await send();
  } catch (error) {
    if (isApiError(error, 410)) return send();
    throw error;
  }
}
