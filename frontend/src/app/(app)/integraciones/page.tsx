import type { Metadata } from "next";
import { ClientsPage } from "@/features/usuarios/components/clients/clients-page";

export const metadata: Metadata = { title: "Integraciones" };
export default ClientsPage;
