namespace AutoGrad;

/// <summary>How tightly the outermost part of a formula binds, loosest first.</summary>
internal enum Binding
{
    Relation,
    Sum,
    Negative,
    Product,
    Power,
    Atom,
}
