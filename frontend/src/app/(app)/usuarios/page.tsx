import type { Metadata } from "next";
import { UsersPage } from "@/features/usuarios/components/users-page";

export const metadata: Metadata = { title: "Usuarios" };
export default UsersPage;
