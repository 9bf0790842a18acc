import type { Metadata } from "next";
import { ClientsPage } from "@/features/integraciones/components/clients-page";

export const metadata: Metadata = { title: "Integraciones" };
export default ClientsPage;
