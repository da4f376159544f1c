package dev.touchstone.exec.host;

import static java.lang.constant.ConstantDescs.CD_MethodHandles_Lookup;
import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;

/// A class loader with the classes `other.Same`, a public interface with `int call(int)`, and `other.Names`
/// whose `lookup()` sees it.
final class OtherLoader extends ClassLoader {
    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        ClassDesc self = ClassDesc.of(name);
        byte[] bytes = switch (name) {
            case "other.Same" ->
                ClassFile.of()
                        .build(
                                self,
                                c -> c.withFlags(
                                                ClassFile.ACC_PUBLIC | ClassFile.ACC_INTERFACE | ClassFile.ACC_ABSTRACT)
                                        .withMethod(
                                                "call",
                                                MethodTypeDesc.of(CD_int, CD_int),
                                                ClassFile.ACC_PUBLIC | ClassFile.ACC_ABSTRACT,
                                                m -> {}));
            case "other.Names" ->
                ClassFile.of()
                        .build(
                                self,
                                c -> c.withFlags(ClassFile.ACC_PUBLIC)
                                        .withMethodBody(
                                                "lookup",
                                                MethodTypeDesc.of(CD_MethodHandles_Lookup),
                                                ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC,
                                                b -> b.invokestatic(
                                                                ClassDesc.of(MethodHandles.class.getName()),
                                                                "lookup",
                                                                MethodTypeDesc.of(CD_MethodHandles_Lookup))
                                                        .areturn()));
            default -> throw new ClassNotFoundException(name);
        };
        return defineClass(name, bytes, 0, bytes.length);
    }
}
