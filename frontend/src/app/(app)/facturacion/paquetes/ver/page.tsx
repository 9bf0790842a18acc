import type { Metadata } from "next";
import { HeldPage } from "@/features/paquetes/components/held-page";

export const metadata: Metadata = { title: "Paquete" };

export default HeldPage;
