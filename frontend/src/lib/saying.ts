import { ApiError } from "./problem";

/** A dialog with a single field says the service's sentence about it, not that fields need a look. */
export const saying = (act: (reason: string) => Promise<unknown>) => async (reason: string) => {
  try {
    await act(reason);
  } catch (error) {
    if (error instanceof ApiError && error.fieldErrors.length > 0) {
      throw new ApiError(
        { ...error.problem, detail: error.fieldErrors.map(({ message }) => message).join(" ") },
        error.retryAfter,
      );
    }
    throw error;
  }
};
