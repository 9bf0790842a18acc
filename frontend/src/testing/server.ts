import { setupServer } from "msw/node";

/** Answers the page's calls in tests. A call that no test foresaw fails it. */
export const server = setupServer();
