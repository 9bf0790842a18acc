import { queryOptions } from "@tanstack/react-query";
import { ACCOUNTS } from "@/entities/paths";
import { resource } from "@/lib/resource";
import { accountSchema } from "./schema";

export const accountQuery = (patientId: number) =>
  queryOptions(resource(accountSchema, `${ACCOUNTS}/${patientId}/account`));

/** Where the statement of a patient is printed. */
export const statementHref = (patientId: number) => `/api${ACCOUNTS}/${patientId}/account.pdf`;
