import type { Metadata } from "next";
import { RolePage } from "@/features/usuarios/components/roles/role-page";

export const metadata: Metadata = { title: "Rol" };
export default RolePage;
