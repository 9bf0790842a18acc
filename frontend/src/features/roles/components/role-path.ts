export const rolePath = (id: number) => `/roles/ver/?id=${id}`;
