export const productPath = (id: number) => `/inventario/ver/?id=${id}`;
