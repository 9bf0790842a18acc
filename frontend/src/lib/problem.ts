/** RFC 9457, as every service answers it. Extra members (`conflicts`, `next_slots`) are kept. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  detail?: string | null;
  request_id?: string | null;
  errors?: { field: string; message: string }[];
  [member: string]: unknown;
};

// By hand: this is the one answer that the login, which carries no zod, must understand too.
export function isProblem(value: unknown): value is Problem {
  const { title, status, errors = [] } = (value ?? {}) as Partial<Problem>;
  return typeof title === "string" && typeof status === "number" && Array.isArray(errors);
}

const SENTENCES: Record<number, string> = {
  0: "No hay conexión con el servidor. Revise la red e inténtelo de nuevo.",
  401: "Su sesión terminó. Ingrese de nuevo.",
  403: "Su rol no permite hacer esto.",
  404: "No encontramos lo que busca. Puede que ya no exista.",
  412: "Otra persona cambió esto mientras usted lo editaba. Recargue para ver lo nuevo y vuelva a guardar.",
  428: "Falta saber qué versión editaba. Recargue e inténtelo de nuevo.",
  429: "Demasiados intentos seguidos. Espere un momento.",
  502: "El servicio no responde. Inténtelo de nuevo en un momento.",
  503: "El servicio no está disponible. Inténtelo de nuevo en un momento.",
  504: "El servicio tardó demasiado. Inténtelo de nuevo en un momento.",
};

/** What `api` throws: the problem the service answered, or one made here when it answered nothing. */
export class ApiError extends Error {
  readonly status: number;

  constructor(
    readonly problem: Problem,
    readonly retryAfter: number | null = null,
  ) {
    super(problem.detail || problem.title);
    this.name = "ApiError";
    this.status = problem.status;
  }

  get requestId() {
    return this.problem.request_id ?? null;
  }

  get fieldErrors() {
    return this.problem.errors ?? [];
  }

  /** Said by the service itself, so asking again would get the same answer. */
  get isFinal() {
    return this.status >= 400 && this.status < 500 && this.status !== 429;
  }
}

export function problemOf(status: number, requestId: string | null = null): Problem {
  const title = SENTENCES[status] ?? "Algo falló en el servidor. Lo que escribió sigue aquí.";
  return { type: "about:blank", title, status, request_id: requestId };
}

export const isApiError = (error: unknown, status?: number): error is ApiError =>
  error instanceof ApiError && (status === undefined || error.status === status);

/** The sentence a person reads for any error. */
export function messageOf(error: unknown): string {
  if (isApiError(error, 412)) return SENTENCES[412]!;
  if (error instanceof ApiError) return error.message;
  return "Algo falló en esta pantalla. Recargue e inténtelo de nuevo.";
}
