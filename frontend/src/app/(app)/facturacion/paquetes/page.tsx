import type { Metadata } from "next";
import { PackagesPage } from "@/features/paquetes/components/packages-page";

export const metadata: Metadata = { title: "Paquetes" };

export default PackagesPage;
