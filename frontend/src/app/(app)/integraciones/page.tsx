import type { Metadata } from "next";
import { ClientsPage } from "@/features/usuarios";

export const metadata: Metadata = { title: "Integraciones" };
export default ClientsPage;
