/// The tables of A64, A32 and T32 as a model: [dev.touchstone.isa.arm.ArmForm] is one row.
///
/// The rows' grammar is `GRAMMAR.md` beside the tables. A form's [dev.touchstone.isa.arm.BitDiagram] says which
/// bits are fixed and where the fields are, its [dev.touchstone.isa.arm.Template] how a statement is written,
/// its [dev.touchstone.isa.arm.Hole]s what the operands are.
///
/// ```java
/// for (ArmForm form : ArmTables.forms(Isa.A64)) {
///     System.out.println(form.id() + " " + form.encoding());
/// }
/// ```
@NullMarked
package dev.touchstone.isa.arm;

import org.jspecify.annotations.NullMarked;
