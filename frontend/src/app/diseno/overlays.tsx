"use client";

import { useState } from "react";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { Button } from "@/components/ui/button";
import { Command, CommandGroup, CommandInput, CommandItem, CommandList } from "@/components/ui/command";
import { ContextMenu, ContextMenuContent, ContextMenuItem, ContextMenuTrigger } from "@/components/ui/context-menu";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from "@/components/ui/dialog";
import { Drawer, DrawerBody, DrawerContent, DrawerHeader, DrawerTitle, DrawerTrigger } from "@/components/ui/drawer";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { HoverCard, HoverCardContent, HoverCardTrigger } from "@/components/ui/hover-card";
import { Menubar, MenubarContent, MenubarItem, MenubarMenu, MenubarTrigger } from "@/components/ui/menubar";
import {
  NavigationMenu,
  NavigationMenuItem,
  NavigationMenuLink,
  NavigationMenuList,
} from "@/components/ui/navigation-menu";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { Sheet, SheetBody, SheetContent, SheetHeader, SheetTitle, SheetTrigger } from "@/components/ui/sheet";
import { Hint } from "@/components/ui/tooltip";
import { notify } from "@/lib/toast";

export function Menus() {
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-center gap-2">
        <DropdownMenu>
          <DropdownMenuTrigger asChild>
            <Button variant="outline">Menú</Button>
          </DropdownMenuTrigger>
          <DropdownMenuContent>
            <DropdownMenuItem>Editar</DropdownMenuItem>
            <DropdownMenuItem variant="destructive">Anular</DropdownMenuItem>
          </DropdownMenuContent>
        </DropdownMenu>
        <Menubar>
          <MenubarMenu>
            <MenubarTrigger>Archivo</MenubarTrigger>
            <MenubarContent>
              <MenubarItem>Imprimir</MenubarItem>
            </MenubarContent>
          </MenubarMenu>
        </Menubar>
        <ContextMenu>
          <ContextMenuTrigger className="rounded-md border border-dashed border-input px-3 py-1.5 text-sm">
            Clic derecho
          </ContextMenuTrigger>
          <ContextMenuContent>
            <ContextMenuItem>Mover</ContextMenuItem>
          </ContextMenuContent>
        </ContextMenu>
        <Select defaultValue="a">
          <SelectTrigger aria-label="Profesional" className="w-44">
            <SelectValue />
          </SelectTrigger>
          <SelectContent>
            <SelectItem value="a">Dra. Salazar</SelectItem>
            <SelectItem value="b">Dr. Morales</SelectItem>
          </SelectContent>
        </Select>
      </div>
      <NavigationMenu aria-label="Muestra">
        <NavigationMenuList>
          <NavigationMenuItem>
            <NavigationMenuLink active href="#">
              Horarios
            </NavigationMenuLink>
          </NavigationMenuItem>
          <NavigationMenuItem>
            <NavigationMenuLink href="#">Consultorios</NavigationMenuLink>
          </NavigationMenuItem>
        </NavigationMenuList>
      </NavigationMenu>
      <Command className="h-auto rounded-lg border border-border">
        <CommandInput placeholder="Buscar" />
        <CommandList>
          <CommandGroup heading="Acciones">
            <CommandItem>Nueva cita</CommandItem>
            <CommandItem>Cobrar</CommandItem>
          </CommandGroup>
        </CommandList>
      </Command>
    </div>
  );
}

export function Overlays() {
  const [asking, setAsking] = useState(false);
  return (
    <div className="flex flex-wrap gap-2">
      <Hint text="Una frase">
        <Button variant="outline">Ayuda</Button>
      </Hint>
      <Popover>
        <PopoverTrigger asChild>
          <Button variant="outline">Ventanita</Button>
        </PopoverTrigger>
        <PopoverContent>Contenido</PopoverContent>
      </Popover>
      <HoverCard>
        <HoverCardTrigger asChild>
          <Button variant="outline">Al pasar</Button>
        </HoverCardTrigger>
        <HoverCardContent>María Vélez, 34 años</HoverCardContent>
      </HoverCard>
      <Dialog>
        <DialogTrigger asChild>
          <Button variant="outline">Diálogo</Button>
        </DialogTrigger>
        <DialogContent>
          <DialogHeader>
            <DialogTitle>Diálogo</DialogTitle>
            <DialogDescription>Hasta cuatro campos.</DialogDescription>
          </DialogHeader>
        </DialogContent>
      </Dialog>
      <Sheet>
        <SheetTrigger asChild>
          <Button variant="outline">Hoja</Button>
        </SheetTrigger>
        <SheetContent>
          <SheetHeader>
            <SheetTitle>Hoja</SheetTitle>
          </SheetHeader>
          <SheetBody>Crear o editar</SheetBody>
        </SheetContent>
      </Sheet>
      <Drawer>
        <DrawerTrigger asChild>
          <Button variant="outline">Cajón</Button>
        </DrawerTrigger>
        <DrawerContent>
          <DrawerHeader>
            <DrawerTitle>Cajón</DrawerTitle>
          </DrawerHeader>
          <DrawerBody>En el teléfono</DrawerBody>
        </DrawerContent>
      </Drawer>
      <Button variant="outline" onClick={() => setAsking(true)}>
        Confirmación
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Anular la factura 4816"
        description="La cita vuelve a «por cobrar». No se puede deshacer."
        confirmLabel="Anular factura"
        reason
        onConfirm={() => undefined}
      />
      <Button
        variant="outline"
        onClick={() => notify("Llegada de Sofía Andrade registrada", { undo: () => undefined })}
      >
        Aviso breve
      </Button>
    </div>
  );
}
