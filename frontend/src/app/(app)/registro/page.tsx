import type { Metadata } from "next";
import { LogPage } from "@/features/registro";

export const metadata: Metadata = { title: "Registro" };
export default LogPage;
