import { Alert } from "@/components/ui/alert";
import { formatMoney } from "@/lib/format";
import { CASH_NOTICE } from "./words";

/** What whoever pays so much in cash should know; it keeps nobody from paying. */
export const CashNotice = ({ className }: { className?: string }) => (
  <Alert variant="info" className={className}>
    Son más de {formatMoney(CASH_NOTICE)} en efectivo. Para que sea un gasto deducible, quien paga necesita que pase por
    el sistema financiero: tarjeta, transferencia o cheque.
  </Alert>
);
