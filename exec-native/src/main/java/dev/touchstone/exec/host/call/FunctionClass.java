package dev.touchstone.exec.host.call;

import static java.lang.constant.ConstantDescs.BSM_CLASS_DATA;
import static java.lang.constant.ConstantDescs.CD_Long;
import static java.lang.constant.ConstantDescs.CD_MethodHandle;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.DEFAULT_NAME;
import static java.lang.constant.ConstantDescs.INIT_NAME;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessFlag;

/// Makes classes that implement an interface by a call of native code:
///
/// ```java
/// final class Function implements IntUnaryOperator {
///     private static final MethodHandle CALL; // (MemorySegment, int)int
///     private final MemorySegment address;
///
///     public int applyAsInt(int operand) {
///         return (int) CALL.invokeExact(address, operand);
///     }
/// }
/// ```
///
/// The class is hidden: its handle is a constant of the class, and the virtual machine trusts its final fields,
/// so that an object in a constant is called as fast as a constant handle, and any other by one load more.
public final class FunctionClass {
    private static final DynamicConstantDesc<MethodHandle> CALL =
            DynamicConstantDesc.ofNamed(BSM_CLASS_DATA, DEFAULT_NAME, CD_MethodHandle);
    private static final ClassDesc ADDRESS = ClassDesc.of(MemorySegment.class.getName());

    private FunctionClass() {}

    /// Defines the class beside the lookup's.
    ///
    /// @param call takes the function's address before the method's arguments
    /// @return makes a function from its address: (MemorySegment)Object
    public static MethodHandle define(Lookup lookup, FunctionalMethod method, MethodHandle call) {
        Class<?> type = method.owner();
        String name = lookup.lookupClass().getPackageName() + "." + type.getSimpleName() + "AtAddress";
        byte[] bytes = write(ClassDesc.of(name.startsWith(".") ? name.substring(1) : name), method, call.type());
        try {
            Lookup inside = lookup.defineHiddenClassWithClassData(bytes, call, true);
            return inside.findConstructor(inside.lookupClass(), MethodType.methodType(void.class, MemorySegment.class))
                    .asType(MethodType.methodType(Object.class, MemorySegment.class));
        } catch (IllegalAccessException | NoSuchMethodException e) {
            throw new IllegalArgumentException("the lookup " + lookup + " can't implement " + type.getName(), e);
        }
    }

    private static byte[] write(ClassDesc self, FunctionalMethod method, MethodType call) {
        MethodTypeDesc type = method.type().describeConstable().orElseThrow();
        return ClassFile.of().build(self, c -> {
            c.withFlags(AccessFlag.FINAL, AccessFlag.SYNTHETIC);
            c.withInterfaceSymbols(method.owner().describeConstable().orElseThrow());
            c.withField("address", ADDRESS, ClassFile.ACC_PRIVATE | ClassFile.ACC_FINAL);
            c.withMethodBody(
                    INIT_NAME,
                    MethodTypeDesc.of(CD_void, ADDRESS),
                    0,
                    b -> b.aload(0)
                            .invokespecial(CD_Object, INIT_NAME, MethodTypeDesc.of(CD_void))
                            .aload(0)
                            .aload(1)
                            .putfield(self, "address", ADDRESS)
                            .return_());
            c.withMethodBody(method.method().getName(), type, ClassFile.ACC_PUBLIC, b -> {
                b.ldc(CALL).aload(0).getfield(self, "address", ADDRESS);
                arguments(b, type);
                b.invokevirtual(
                                CD_MethodHandle,
                                "invokeExact",
                                call.describeConstable().orElseThrow())
                        .return_(TypeKind.from(type.returnType()));
            });
            c.withMethodBody(
                    "toString",
                    MethodTypeDesc.of(CD_String),
                    ClassFile.ACC_PUBLIC,
                    b -> b.ldc(method + " at 0x")
                            .aload(0)
                            .getfield(self, "address", ADDRESS)
                            .invokeinterface(ADDRESS, "address", MethodTypeDesc.of(CD_long))
                            .invokestatic(CD_Long, "toHexString", MethodTypeDesc.of(CD_String, CD_long))
                            .invokevirtual(CD_String, "concat", MethodTypeDesc.of(CD_String, CD_String))
                            .areturn());
        });
    }

    private static void arguments(CodeBuilder b, MethodTypeDesc type) {
        for (int i = 0; i < type.parameterCount(); i++) {
            b.loadLocal(TypeKind.from(type.parameterType(i)), b.parameterSlot(i));
        }
    }
}
