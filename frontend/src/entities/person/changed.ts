import type { QueryClient } from "@tanstack/react-query";
import { AUTHORS, USERS, PRACTITIONERS } from "@/entities/paths";
import { changed as rolesChanged } from "@/entities/role/changed";
import { invalidate } from "@/lib/resource";

export const usersChanged = (client: QueryClient) => invalidate(client, [USERS, PRACTITIONERS, AUTHORS]);

/** A user was written. Roles count their people, and doctors are people: both follow. */
export const changed = (client: QueryClient) => Promise.all([usersChanged(client), rolesChanged(client)]);
