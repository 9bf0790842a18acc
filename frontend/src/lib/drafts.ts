// What was typed in a form closed without saving, kept until it is saved, discarded or the
// page is left. In memory only: clinical text is never written to the browser's storage.
const drafts = new Map<string, unknown>();

export const draftOf = <T>(key: string | undefined) => (key ? (drafts.get(key) as T | undefined) : undefined);
export const keepDraft = (key: string, values: unknown) => void drafts.set(key, structuredClone(values));
export const dropDraft = (key: string | undefined) => void (key && drafts.delete(key));
