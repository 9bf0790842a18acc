import type { Metadata } from "next";
import { RolesPage } from "@/features/roles/components/roles-page";

export const metadata: Metadata = { title: "Roles" };
export default RolesPage;
