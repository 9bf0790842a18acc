import type { Metadata } from "next";
import { RolesPage } from "@/features/usuarios/components/roles/roles-page";

export const metadata: Metadata = { title: "Roles" };
export default RolesPage;
