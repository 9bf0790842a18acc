import type { Metadata } from "next";
import { RolesPage } from "@/features/usuarios";

export const metadata: Metadata = { title: "Roles" };
export default RolesPage;
