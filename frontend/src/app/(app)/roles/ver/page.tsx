import type { Metadata } from "next";
import { RolePage } from "@/features/roles/components/role-page";

export const metadata: Metadata = { title: "Rol" };
export default RolePage;
