import { ArrowLeftRight, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { Label } from "@/components/ui/label";
import { Switch } from "@/components/ui/switch";

type CompareActionsProps = {
  dim: boolean;
  onDim: (dim: boolean) => void;
  onSwap: () => void;
  onClose: () => void;
};

/** What is done with two charts side by side. */
export function CompareActions({ dim, onDim, onSwap, onClose }: CompareActionsProps) {
  return (
    <>
      <span className="mr-2 flex items-center gap-2">
        <Switch id="atenuar" checked={dim} onCheckedChange={onDim} />
        <Label htmlFor="atenuar" className="text-sm font-normal">
          Atenuar lo que no cambió
        </Label>
      </span>
      <Button variant="outline" size="sm" onClick={onSwap}>
        <ArrowLeftRight aria-hidden />
        Intercambiar
      </Button>
      <Button variant="outline" size="sm" onClick={onClose}>
        <X aria-hidden />
        Cerrar comparación
        <Kbd>Esc</Kbd>
      </Button>
    </>
  );
}
