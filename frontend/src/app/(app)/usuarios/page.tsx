import type { Metadata } from "next";
import { UsersPage } from "@/features/usuarios";

export const metadata: Metadata = { title: "Usuarios" };
export default UsersPage;
