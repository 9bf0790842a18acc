import type { Metadata } from "next";
import { RolePage } from "@/features/usuarios";

export const metadata: Metadata = { title: "Rol" };
export default RolePage;
