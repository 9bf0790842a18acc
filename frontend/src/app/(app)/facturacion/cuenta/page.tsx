import type { Metadata } from "next";
import { AccountPage } from "@/features/saldos/components/account-page";

export const metadata: Metadata = { title: "Cuenta del paciente" };

export default AccountPage;
