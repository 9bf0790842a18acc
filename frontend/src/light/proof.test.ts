import { createHash } from "node:crypto";
import { headOf, solve } from "../../public/reservar/proof.js";

test("it is SHA-256, at every length around a block", () => {
  for (const length of [0, 1, 54, 55, 56, 63, 64, 65, 110, 119, 120, 200]) {
    const text = "x9".repeat(length).slice(0, length);
    expect(headOf(text)).toBe(createHash("sha256").update(text).digest().readUInt32BE());
  }
});

test("what it finds has the bits that were asked for", async () => {
  const nonce = await solve("1795999999.abc.10.def", 10);
  expect(createHash("sha256").update(`1795999999.abc.10.def:${nonce}`).digest().readUInt32BE() >>> 22).toBe(0);
});
