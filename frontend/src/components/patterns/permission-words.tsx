import { permissionWords } from "@/config/permissions";

/** A permission as a person knows it; its name, for whoever grants it, under the pointer. */
export const PermissionWords = ({ name }: { name: string }) => <span title={name}>{permissionWords(name)}</span>;
