// Proof of work: a number whose SHA-256 with the service's challenge begins with so many zero bits. Written out because the
// browser's own digest exists behind TLS only and answers one by one; here a phone tries tens of thousands in a second.

const PRIMES = [];
for (let n = 2; PRIMES.length < 64; n++) if (PRIMES.every((prime) => n % prime)) PRIMES.push(n);
const fraction = (value) => ((value - Math.floor(value)) * 2 ** 32) | 0;
const K = Int32Array.from(PRIMES, (prime) => fraction(Math.cbrt(prime)));
const START = Int32Array.from(PRIMES.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));

const BLOCK = 64;
const schedule = new Int32Array(64);
const turn = (word, by) => (word >>> by) | (word << (32 - by));

/** One round of SHA-256: the state after the sixteen words of a block. */
function compress(state, block) {
  schedule.set(block);
  for (let i = 16; i < 64; i++) {
    const [a, b] = [schedule[i - 15], schedule[i - 2]];
    const low = turn(a, 7) ^ turn(a, 18) ^ (a >>> 3);
    const high = turn(b, 17) ^ turn(b, 19) ^ (b >>> 10);
    schedule[i] = (schedule[i - 16] + low + schedule[i - 7] + high) | 0;
  }
  let a = state[0];
  let b = state[1];
  let c = state[2];
  let d = state[3];
  let e = state[4];
  let f = state[5];
  let g = state[6];
  let h = state[7];
  for (let i = 0; i < 64; i++) {
    const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + schedule[i]) | 0;
    const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  return Int32Array.of(
    state[0] + a,
    state[1] + b,
    state[2] + c,
    state[3] + d,
    state[4] + e,
    state[5] + f,
    state[6] + g,
    state[7] + h,
  );
}

function blocksOf(text) {
  const length = Math.ceil((text.length + 9) / BLOCK) * BLOCK;
  const bytes = new Uint8Array(length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  bytes[text.length] = 0x80;
  const view = new DataView(bytes.buffer);
  view.setUint32(length - 4, text.length * 8);
  return Array.from({ length: length / BLOCK }, (_, block) =>
    Int32Array.from({ length: 16 }, (_, word) => view.getInt32(block * BLOCK + word * 4)),
  );
}

/** The first 32 bits of the SHA-256 of an ASCII text. */
export const headOf = (text) => blocksOf(text).reduce(compress, START)[0] >>> 0;

const AT_A_TIME_MS = 12;

/** The number that solves the challenge, found between the other things that the page does. */
export async function solve(challenge, bits) {
  let nonce = 0;
  for (;;) {
    const until = Date.now() + AT_A_TIME_MS;
    do if (headOf(`${challenge}:${nonce++}`) >>> (32 - bits) === 0) return nonce - 1;
    while (Date.now() < until);
    await new Promise((resume) => setTimeout(resume));
  }
}
