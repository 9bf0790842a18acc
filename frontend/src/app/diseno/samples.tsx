"use client";

import { Bell, Plus } from "lucide-react";
import { Line, LineChart } from "recharts";
import { KpiStrip } from "@/components/patterns/kpi-strip";
import { Money } from "@/components/patterns/money";
import { APPOINTMENT_STATUSES, StateBadge, STATES, StatusBadge } from "@/components/patterns/status-badge";
import { EmptyState } from "@/components/patterns/state-panel";
import { Accordion, AccordionContent, AccordionItem, AccordionTrigger } from "@/components/ui/accordion";
import { Alert } from "@/components/ui/alert";
import { AspectRatio } from "@/components/ui/aspect-ratio";
import { Avatar, AvatarFallback, Initials } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Breadcrumb } from "@/components/ui/breadcrumb";
import { Button } from "@/components/ui/button";
import { Calendar } from "@/components/ui/calendar";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { Carousel, CarouselItem } from "@/components/ui/carousel";
import { ChartContainer, ChartLegend } from "@/components/ui/chart";
import { Checkbox } from "@/components/ui/checkbox";
import { Collapsible, CollapsibleContent, CollapsibleTrigger } from "@/components/ui/collapsible";
import { Input } from "@/components/ui/input";
import { InputOTP, InputOTPGroup, InputOTPSlot } from "@/components/ui/input-otp";
import { Kbd } from "@/components/ui/kbd";
import { Label } from "@/components/ui/label";
import { Pagination } from "@/components/ui/pagination";
import { Progress } from "@/components/ui/progress";
import { RadioGroup, RadioGroupItem } from "@/components/ui/radio-group";
import { ResizableHandle, ResizablePanel, ResizablePanelGroup } from "@/components/ui/resizable";
import { ScrollArea } from "@/components/ui/scroll-area";
import { Separator } from "@/components/ui/separator";
import { Skeleton } from "@/components/ui/skeleton";
import { Slider } from "@/components/ui/slider";
import { Switch } from "@/components/ui/switch";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { Textarea } from "@/components/ui/textarea";
import { Toggle } from "@/components/ui/toggle";
import { ToggleGroup, ToggleGroupItem } from "@/components/ui/toggle-group";

export { Menus, Overlays } from "./overlays";

const SURFACES = [
  "bg-background",
  "bg-card",
  "bg-popover",
  "bg-primary",
  "bg-secondary",
  "bg-muted",
  "bg-accent",
  "bg-destructive",
  "bg-success",
  "bg-warning",
  "bg-info",
  "bg-danger",
  "bg-chart-1",
  "bg-chart-2",
  "bg-chart-3",
  "bg-chart-4",
  "bg-chart-5",
];

export function Tokens() {
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap gap-2">
        {SURFACES.map((name) => (
          <span key={name} title={name} className={`size-8 rounded-md border border-border ${name}`} />
        ))}
      </div>
      <p className="text-2xl font-semibold tracking-title">Título de página</p>
      <p className="text-lg font-semibold">Sección</p>
      <p>
        Texto de cuerpo, <span className="text-muted-foreground">texto apagado</span>,{" "}
        <code className="font-mono">1710034065</code>, <Money value="1284.50" strong /> y <Money value="-20.00" />
      </p>
    </div>
  );
}

const VARIANTS = ["default", "outline", "secondary", "ghost", "destructive", "link"] as const;
const BADGES = ["neutral", "accent", "solid", "success", "warning", "info", "danger", "outline"] as const;

export function Actions() {
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-center gap-2">
        {VARIANTS.map((variant) => (
          <Button key={variant} variant={variant}>
            {variant}
          </Button>
        ))}
        <Button size="sm">
          Chico<Kbd inverse>N</Kbd>
        </Button>
        <Button size="xs" variant="outline">
          Mínimo
        </Button>
        <Button loading>Guardando</Button>
        <Button disabled>Inactivo</Button>
        <Button size="icon" variant="outline" aria-label="Avisos">
          <Bell />
        </Button>
      </div>
      <div className="flex flex-wrap gap-2">
        {BADGES.map((variant) => (
          <Badge key={variant} variant={variant}>
            {variant}
          </Badge>
        ))}
        <Badge variant="danger" shape="chip" icon={Plus}>
          Alergia: penicilina
        </Badge>
      </div>
      <div className="flex flex-wrap gap-2">
        {APPOINTMENT_STATUSES.map((status) => (
          <StatusBadge key={status} status={status} />
        ))}
      </div>
      <div className="flex flex-wrap gap-2">
        {(Object.keys(STATES) as (keyof typeof STATES)[]).map((state) => (
          <StateBadge key={state} state={state} />
        ))}
      </div>
      <div className="flex items-center gap-3">
        <Initials name="María Vélez" />
        <Initials solid name="Paola Rivadeneira" />
        <Avatar>
          <AvatarFallback>OC</AvatarFallback>
        </Avatar>
        <Toggle aria-label="Fijar">Fijar</Toggle>
        <ToggleGroup type="single" defaultValue="dia" aria-label="Vista">
          <ToggleGroupItem value="dia">Día</ToggleGroupItem>
          <ToggleGroupItem value="mes">Mes</ToggleGroupItem>
        </ToggleGroup>
      </div>
    </div>
  );
}

export function Forms() {
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Label className="space-y-1.5">
        Cédula
        <Input defaultValue="1710034065" />
      </Label>
      <Label className="space-y-1.5">
        Con error
        <Input aria-invalid defaultValue="1710034066" />
      </Label>
      <Label className="space-y-1.5">
        Motivo
        <Textarea rows={2} />
      </Label>
      <Label className="space-y-1.5">
        Inactivo
        <Input disabled defaultValue="Sin cambios" />
      </Label>
      <div className="flex items-center gap-4">
        <Checkbox aria-label="Marcado" defaultChecked />
        <Checkbox aria-label="A medias" checked="indeterminate" />
        <Checkbox aria-label="Vacío" />
        <Switch aria-label="Encendido" defaultChecked />
        <Switch aria-label="Apagado" />
      </div>
      <RadioGroup defaultValue="a" aria-label="Método" className="flex gap-4">
        <RadioGroupItem value="a" aria-label="Efectivo" />
        <RadioGroupItem value="b" aria-label="Tarjeta" />
      </RadioGroup>
      <Slider thumbLabels={["Duración"]} defaultValue={[40]} />
      <Progress value={60} aria-label="Avance" />
      <InputOTP maxLength={4} aria-label="Código">
        <InputOTPGroup>
          {[0, 1, 2, 3].map((index) => (
            <InputOTPSlot key={index} index={index} />
          ))}
        </InputOTPGroup>
      </InputOTP>
      <Calendar mode="single" />
    </div>
  );
}

export function Feedback() {
  return (
    <div className="space-y-3">
      {(["info", "success", "warning", "destructive"] as const).map((variant) => (
        <Alert key={variant} variant={variant}>
          3 lotes vencen este mes.
        </Alert>
      ))}
      <KpiStrip
        items={[
          {
            label: "Ocupación",
            value: "82",
            unit: "%",
            change: { direction: "up", good: true, text: "6 pts", against: "vs. martes" },
            trend: [3, 4, 6, 5, 7],
          },
          {
            label: "Espera media",
            value: "12",
            unit: "min",
            change: { direction: "up", good: false, text: "3 min", against: "más que ayer" },
            trend: [3, 4, 2, 5, 7],
          },
        ]}
      />
      <EmptyState title="Sin citas este día" action={<Button>Nueva cita</Button>}>
        Todo el día está libre.
      </EmptyState>
      <Skeleton className="w-2/3" />
    </div>
  );
}

const SERIES = { income: { label: "Ingresos", color: "hsl(var(--chart-1))" } };

export function Layout() {
  return (
    <div className="space-y-4">
      <Breadcrumb items={[{ label: "Pacientes", href: "/pacientes/" }, { label: "María Vélez" }]} />
      <Card>
        <CardHeader>
          <CardTitle>Tarjeta</CardTitle>
          <CardDescription>Una frase que la explica.</CardDescription>
        </CardHeader>
        <CardContent>Contenido</CardContent>
      </Card>
      <Tabs defaultValue="a">
        <TabsList>
          <TabsTrigger value="a">Resumen</TabsTrigger>
          <TabsTrigger value="b">Notas</TabsTrigger>
        </TabsList>
        <TabsContent value="a">Lo principal</TabsContent>
        <TabsContent value="b">Las notas</TabsContent>
      </Tabs>
      <Accordion type="single" collapsible>
        <AccordionItem value="a">
          <AccordionTrigger>Antecedentes</AccordionTrigger>
          <AccordionContent>Ninguno</AccordionContent>
        </AccordionItem>
      </Accordion>
      <Collapsible>
        <CollapsibleTrigger className="text-sm text-primary">Ver más</CollapsibleTrigger>
        <CollapsibleContent>Detalle</CollapsibleContent>
      </Collapsible>
      <Table>
        <TableHeader>
          <tr>
            <TableHead>Paciente</TableHead>
            <TableHead className="text-right">Saldo</TableHead>
          </tr>
        </TableHeader>
        <TableBody>
          <TableRow>
            <TableCell>Jorge Cevallos</TableCell>
            <TableCell className="text-right">
              <Money value="620.00" strong />
            </TableCell>
          </TableRow>
          <TableRow data-state="selected">
            <TableCell>Ana Paredes</TableCell>
            <TableCell className="text-right">
              <Money value="0.00" dashZero />
            </TableCell>
          </TableRow>
        </TableBody>
      </Table>
      <Pagination label="1–50 de 214" onNext={() => undefined} />
      <Separator />
      <ScrollArea className="h-16 rounded-md border border-border p-2">
        <p>{"Texto que no cabe y se desplaza. ".repeat(20)}</p>
      </ScrollArea>
      <div className="h-16 rounded-md border border-border">
        <ResizablePanelGroup direction="horizontal">
          <ResizablePanel defaultSize={50}>Uno</ResizablePanel>
          <ResizableHandle />
          <ResizablePanel defaultSize={50}>Dos</ResizablePanel>
        </ResizablePanelGroup>
      </div>
      <div className="w-32">
        <AspectRatio ratio={16 / 9}>
          <div className="hatch size-full rounded-md border border-border" />
        </AspectRatio>
      </div>
      <Carousel label="Muestras">
        <CarouselItem>Primera</CarouselItem>
        <CarouselItem>Segunda</CarouselItem>
      </Carousel>
      <ChartLegend config={SERIES} />
      <ChartContainer config={SERIES} label="Ingresos que suben" className="h-32">
        <LineChart data={[{ income: 3 }, { income: 5 }, { income: 4 }, { income: 8 }]}>
          <Line dataKey="income" stroke="var(--color-income)" dot={false} isAnimationActive={false} />
        </LineChart>
      </ChartContainer>
    </div>
  );
}
