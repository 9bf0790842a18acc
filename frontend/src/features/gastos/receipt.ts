const MOST_BYTES = 1024 * 1024;
const LONGEST_SIDE = 1600;

/** The file in base64, a photo made small enough to keep. Throws what a person reads. */
export async function receiptOf(file: File): Promise<string> {
  const small = file.type.startsWith("image/") && file.size > MOST_BYTES / 2 ? await shrunk(file) : file;
  if (small.size > MOST_BYTES) throw new Error("El archivo pesa más de 1 MB: use uno más liviano.");
  const bytes = new Uint8Array(await small.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/** What the browser cannot draw is sent as it is: the service says what it is. */
async function shrunk(file: File): Promise<Blob> {
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return file;
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const made = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", 0.8));
  return made ?? file;
}
