import type { Metadata } from "next";
import { LogPage } from "@/features/registro/components/log-page";

export const metadata: Metadata = { title: "Registro" };
export default LogPage;
