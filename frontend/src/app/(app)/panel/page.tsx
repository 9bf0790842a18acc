import type { Metadata } from "next";
import { PanelPage } from "@/features/panel/components/panel-page";

export const metadata: Metadata = { title: "Panel" };

export default PanelPage;
