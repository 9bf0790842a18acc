// Letters, which a suite without a mail server leaves in a folder (SUITE_MAIL).
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { eventually } from "./api.mjs";

export const FOLDER = process.env.SUITE_MAIL;

/** A quoted-printable letter as it was written. */
const read = (file) =>
  Buffer.from(
    readFileSync(join(FOLDER, file), "latin1")
      .replace(/=\r?\n/g, "")
      .replace(/=([0-9A-F]{2})/g, (_, code) => String.fromCharCode(parseInt(code, 16))),
    "latin1",
  ).toString();

/** What `pattern` finds in a letter to somebody, once it came. */
export const inLetterTo = (email, pattern) =>
  eventually(
    () =>
      readdirSync(FOLDER, { recursive: true })
        .filter((file) => file.endsWith(".eml"))
        .map(read)
        .filter((letter) => letter.includes(email))
        .map((letter) => pattern.exec(letter)?.[1])
        .find(Boolean),
    `the letter to ${email}`,
  );
