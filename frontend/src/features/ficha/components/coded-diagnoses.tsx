import { X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Cie10Picker } from "@/entities/record/cie10-picker";

type Coded = { code: string; description: string };

type CodedDiagnosesProps = {
  value: Coded[];
  onChange: (diagnoses: Coded[]) => void;
  /** Of the last note: offered with one press. */
  earlier: readonly Coded[];
  /** «de la receta» */
  of: string;
  error?: string;
};

/** The diagnoses of a paper, by their CIE-10 code. */
export function CodedDiagnoses({ value, onChange, earlier, of, error }: CodedDiagnosesProps) {
  const lacks = ({ code }: Coded) => !value.some((one) => one.code === code);
  const add = ({ code, description }: Coded) => {
    if (lacks({ code, description })) onChange([...value, { code, description }]);
  };
  return (
    <fieldset className="min-w-0 space-y-2">
      <legend className="mb-1.5 text-sm font-medium">Diagnóstico (CIE-10)</legend>
      {value.length > 0 && (
        <ul aria-label={`Diagnósticos ${of}`} className="flex flex-wrap gap-2">
          {value.map(({ code, description }) => (
            <li key={code} className="flex min-h-8 items-center gap-2 rounded-md border border-border pl-2.5 text-sm">
              <span className="font-mono">{code}</span>
              <span className="min-w-0 break-words">{description}</span>
              <Button
                variant="ghost"
                size="icon-sm"
                aria-label={`Quitar ${code}`}
                onClick={() => onChange(value.filter((one) => one.code !== code))}
              >
                <X aria-hidden />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap items-center gap-2">
        <Cie10Picker
          aria-label="Buscar un diagnóstico"
          className="min-w-0 flex-1 basis-64"
          value={null}
          onSelect={add}
        />
        {earlier
          .filter(lacks)
          .slice(0, 2)
          .map((one) => (
            <Button key={one.code} variant="outline" size="sm" onClick={() => add(one)}>
              {one.code} de la última nota
            </Button>
          ))}
      </div>
      {error && <p className="text-xs text-destructive">{error}</p>}
    </fieldset>
  );
}
